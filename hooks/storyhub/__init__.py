"""Story Hub: reads a folder of stories, checks and tags them, and makes the pages of their site.

The house has three files at the top and thirteen rooms. An arrow means "imports": each room imports only what is to its
right, rooms with | between them know nothing of each other, and a test (tests/test_house.py) holds it.

    cli → letterbox → review → build.py → publish → pages → assemble.py → site.py → check | tag | compose → read → text → model | system
                                       └→ search → system

A story's way from file to page, in that order from the right:

    model     the nouns, the messages about them, the settings
    system    cache files, processes, git, progress; knows no stories
    text      one text: Markdown to safe HTML, its words, its rhythm, what is private in it
    read      a folder of files → a Hub and its issues
    check     the rules over a whole hub, and the forms in which issues are shown
    tag       the values of a story whose writer named none, and which stories are related
    compose   how a story is made: questions, drafts, imports, files for editors
    site.py   the published stories and how they hang together
    assemble.py   a folder → a Site: read it, check it, tag it
    pages     which pages there are, and what each of them shows
    publish   pages → files: only what changed is printed; files → readers: verified, and put in place in one step
    search    stories → the index that Pagefind reads in the browser; needs system alone
    build.py  one build, as a sentence
    review    for those who decide about pull requests, and for comms
    letterbox   mails → branches, and answers to whoever sent them
    cli       the verbs of the command line, a module for each
"""

__version__ = "1.0.0"
"""The one place of the version: in the wheel, in `--version` and in the pages' generator tag."""
