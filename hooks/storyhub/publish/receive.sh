# Works where a site is published; `sh -c` gets it here or through ssh. Arguments: what to do, the folder, and what that needs.
#
#   names DIR          the release that readers have, and then all that are kept, a name on each line
#   record DIR NAME    the record of one release, if it has one
#   clean DIR KEEP OLDEST
#                      takes away what a publisher left that was ended on its way, and old releases
#   put DIR NAME REPLACED BASE KEEP OLDEST COUNT
#                      makes release NAME of release BASE (empty: of nothing) and of the tar on standard input, and puts it
#                      in the place of REPLACED. The tar holds `gone` (paths to leave out, each ended by a zero byte),
#                      `record.json` and `site/` (files that BASE does not have). KEEP releases stay, none older than OLDEST,
#                      and COUNT files must be there in the end.
#
# Ends with 75 when somebody else is publishing there, 76 when somebody has published since, 77 when the count is wrong,
# and 78 when the folder or the machine cannot be used.
set -eu
umask 022
export LC_ALL=C
act=$1 dir=$2

refuse() {
	printf '%s\n' "$2" >&2
	exit "$1"
}

readers_have() {
	if [ -L current ]; then
		link=$(readlink current)
		link=${link#releases/}
		printf '%s' "${link%/site}"
	fi
}

# Has the folder to itself: the lock goes with the last process that holds this file open, however it ends.
lock() {
	command -v flock >/dev/null || refuse 78 "flock is not there; install it (util-linux) on that machine"
	exec 9>>.lock
	flock -n 9 || refuse 75 "somebody else is publishing here"
}

# The releases that are ours, the newest last: whatever else is in that folder is left alone.
ours() {
	for one in releases/[0-9]*T[0-9]*Z-*; do
		[ ! -d "$one" ] || printf '%s\n' "${one#releases/}"
	done
}

# Ended half-way, this leaves nothing that looks like a release.
drop() {
	mv "releases/$1" "releases/.new-$1"
	rm -rf "releases/.new-$1"
}

# Nobody has seen what was never put in place: half a release, or a whole one that `current` has not led to yet.
clean() {
	rm -rf releases/.new-* .next-*
	current=$(readers_have)
	for one in $(ours); do
		[ -n "$current" ] && ! expr "$one" \> "$current" >/dev/null || drop "$one"
	done
}

# Takes away old releases: $1 stays, as many as $2 with it, and none that is older than $3.
prune() {
	kept=0
	for old in $(ours | sort -r); do
		kept=$((kept + 1))
		[ "$old" != "$1" ] || continue
		if [ "$kept" -gt "$2" ] || { [ -n "$3" ] && expr "$old" \< "$3" >/dev/null; }; then
			drop "$old"
		fi
	done
}

case $act in
names)
	[ -d "$dir/releases" ] || exit 0
	cd "$dir"
	readers_have
	printf '\n'
	ours
	;;

record)
	[ ! -f "$dir/releases/$3/record.json" ] || cat "$dir/releases/$3/record.json"
	;;

clean)
	cd "$dir"
	lock
	clean
	prune "$current" "$3" "$4"
	;;

put)
	name=$3 replaced=$4 base=$5 keep=$6 oldest=$7 count=$8
	for tool in tar xargs find; do
		command -v "$tool" >/dev/null || refuse 78 "$tool is not there; install it on that machine"
	done
	mkdir -p "$dir/releases"
	cd "$dir"
	[ ! -e current ] || [ -L current ] || refuse 78 "current is no link; choose a folder that is empty or a hub's own"

	lock
	clean
	[ "$current" = "$replaced" ] || refuse 76 "somebody has published since"

	new=releases/.new-$name
	trap 'rm -rf "$new"' EXIT
	trap 'exit 130' HUP INT TERM
	mkdir "$new" "$new/in"
	if [ -n "$base" ]; then
		# Hard links: an unchanged file takes no room, and is never opened to be written.
		cp -al "releases/$base/site" "$new/site"
	else
		mkdir "$new/site"
	fi
	tar -xf - -C "$new/in"
	(cd "$new/site" && xargs -0 rm -f -- <../in/gone)
	find "$new/site" -mindepth 1 -depth -type d -empty -delete
	cp -al "$new/in/site/." "$new/site/"
	if [ -n "$base" ] && [ "$base" != "$current" ] && [ -d "releases/$current/site/assets" ]; then
		# Back to an earlier release: pages that are open now go on with what they had.
		mkdir -p "$new/site/assets"
		for old in "releases/$current/site/assets"/*; do
			[ -e "$new/site/assets/${old##*/}" ] || cp -al "$old" "$new/site/assets/"
		done
	fi
	found=$(find "$new/site" -type f | wc -l)
	[ "$found" -eq "$count" ] || refuse 77 "$found files are there, and $count should be"
	mv "$new/in/record.json" "$new/record.json"
	rm -rf "$new/in"

	mv "$new" "releases/$name"
	ln -s "releases/$name/site" ".next-$name"
	mv -T ".next-$name" current

	prune "$name" "$keep" "$oldest"
	;;
esac
