// Dates as the pages have them: "24 november 2026", "24 November 2026", "24. November 2026", "1er novembre 2026".
const LONG = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };

export function longDates(language) {
  // English without a country would be that of the United States, with the month first.
  const long = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, LONG);
  return (date) => (language === "fr" ? long.format(date).replace(/^1 /, "1er ") : long.format(date));
}
