// Tries to read calendars with ical.js: one JSON string per line comes in, what is wrong (or "") goes out.
import { createInterface } from "node:readline";
import ICAL from "ical.js";

function wrong(text) {
  try {
    for (const component of new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent")) {
      const event = new ICAL.Event(component);
      event.startDate.toJSDate().toISOString();
      event.endDate.toJSDate().toISOString();
    }
    return "";
  } catch (error) {
    return String(error);
  }
}

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  console.log(JSON.stringify(wrong(JSON.parse(line))));
}
