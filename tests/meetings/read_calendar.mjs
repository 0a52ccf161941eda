// Reads a calendar file from standard input with ical.js, and says what it found as JSON. Only for the tests.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
calendar.getAllSubcomponents("vtimezone").forEach((zone) => ICAL.TimezoneService.register(zone));
const found = calendar.getAllSubcomponents("vevent").map((one) => {
  const event = new ICAL.Event(one);
  const said = (name) => one.getFirstPropertyValue(name);
  return {
    uid: event.uid, summary: event.summary, sequence: event.sequence, location: event.location, status: said("status"),
    start: event.startDate.toString(), end: event.endDate.toString(), utc: event.startDate.toJSDate().toISOString(),
    zone: event.startDate.zone?.tzid ?? null, names: one.getAllProperties().map((property) => property.name),
  };
});
console.log(JSON.stringify({ method: calendar.getFirstPropertyValue("method"), events: found }));
