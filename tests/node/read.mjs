// Reads calendars with ical.js: one JSON string per line comes in, one JSON array of events per line goes out.
import { createInterface } from "node:readline";
import ICAL from "ical.js";

const moment = (time) => (time.isDate ? time.toString() : time.toJSDate().toISOString());

const alarm = (component) => component.getFirstPropertyValue("trigger").toSeconds();

function seen(component) {
  const event = new ICAL.Event(component);
  const value = (name) => component.getFirstPropertyValue(name);
  return {
    uid: event.uid,
    start: moment(event.startDate),
    end: moment(event.endDate),
    summary: event.summary ?? "",
    description: event.description ?? "",
    location: event.location ?? "",
    status: value("status"),
    sequence: event.sequence,
    stamped: moment(value("last-modified")),
    alarms: component.getAllSubcomponents("valarm").map(alarm),
    url: value("url") ?? "",
    categories: component.getFirstProperty("categories")?.getValues() ?? [],
  };
}

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const calendar = new ICAL.Component(ICAL.parse(JSON.parse(line)));
  console.log(JSON.stringify(calendar.getAllSubcomponents("vevent").map(seen)));
}
