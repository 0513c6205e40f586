// Dates as the pages have them: "24 november 2026", "24 November 2026", in this order in every language.
const LONG = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };

export function longDates(language) {
  const parts = new Intl.DateTimeFormat(language, LONG);
  return (date) => {
    const found = Object.fromEntries(parts.formatToParts(date).map(({ type, value }) => [type, value]));
    return `${found.day} ${found.month} ${found.year}`;
  };
}
