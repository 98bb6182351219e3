import ICAL from 'ical.js'

// RFC 5545, 3.1: a line has 75 bytes at most. ical.js does not count the space with which a folded line begins.
ICAL.foldLength = 74
// It knows neither of these, and would write and read them without the escapes of a text.
const text = { defaultType: 'text' }
Object.assign(ICAL.design.icalendar.property, { name: text, 'x-wr-calname': text })

export { ICAL }
