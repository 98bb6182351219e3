/** English of the manual: short answers for families, for parents who teach, and for the team. */
export const enManual = {
  'manual.intro': 'Short answers for families, for parents who teach, and for the school’s team.',
  'manual.families': 'For families',
  'manual.leaders': 'For parents who teach',
  'manual.team': 'For the school’s team',
  'manual.wayIn': 'How do I get in?',
  'manual.wayIn.text':
    'Open the link that the school sent you, or type the code from your paper. You need no password and no app. The link is yours alone: please do not pass it on.',
  'manual.voting': 'How do I vote?',
  'manual.voting.text':
    'For each time say yes, if needed, or no, and send it. You can change your answer until the vote closes.',
  'manual.coming': 'How do I say that we are coming?',
  'manual.coming.text':
    'Once a time is set, answer yes or no and say how many of you are coming. Say what would help: childcare, an interpreter, a ride, food.',
  'manual.reached': 'How does the school reach me?',
  'manual.reached.text':
    'On the page about your family you choose text message, e-mail, a call, or paper, and your language. Answer STOP to a text message, and no more come.',
  'manual.stored': 'Who sees what I write?',
  'manual.stored.text':
    'The school’s team, for as long as it needs it. On the page about your family you see all that is stored, correct it, take it with you, or leave.',
  'manual.offering': 'How do I offer a workshop?',
  'manual.offering.text':
    'On your family’s page choose to teach a workshop. A title and a few sentences are enough. Nobody needs to be a teacher.',
  'manual.answered': 'What happens with my proposal?',
  'manual.answered.text':
    'The school reads it and answers you. It never just says no: it asks back, or suggests another form. You plan the time together.',
  'manual.hosting': 'What do I see as a host?',
  'manual.hosting.text':
    'How many families are coming, in which languages, and the names of those who agree to that. You can write to those who are coming; the school’s team sees it too.',
  'manual.morning': 'Where do I begin?',
  'manual.morning.text':
    'With Today. It lists what needs a person now, late things first, each with one button for what is next.',
  'manual.planning': 'How do I plan a workshop?',
  'manual.planning.text':
    'Give it a title and some times, then ask the families. Convite writes to each in its language and way, and reminds those who have not answered.',
  'manual.fairest': 'Which time is the fairest?',
  'manual.fairest.text':
    'A yes counts two points, if needed counts one. Among the times with enough points, the fairest is the one that best suits the group it suits least. Where nobody of a group can come, the page says so.',
  'manual.quantities': 'Where do the numbers on the checklist come from?',
  'manual.quantities.text':
    'From the replies. When more families reply, the need grows and you are asked to check again; what is confirmed is never cut by itself. Open a row to see how its number came about.',
  'manual.waiting': 'Why has a message not left?',
  'manual.waiting.text':
    'Nothing leaves at night, and after you send something you have five minutes to stop it. A message also waits where no e-mail or text service is set up, or when it failed and is tried again. Messages shows which.',
  'manual.calling': 'Whom do I call?',
  'manual.calling.text':
    'The call list names families that wish for a call or cannot be reached in another way. It says what to say in their language, and has a button for how the call went.',
  'manual.joining': 'How do families get on the list?',
  'manual.joining.text':
    'Import the school’s roster, or add a family yourself. A preview shows what would change before anything is kept. The same file twice changes nothing.',
  'manual.roles': 'Who may see what?',
  'manual.roles.text':
    'Organizers see all of their school. Helpers see the checklists, the calls and the conversations. Parents who lead see just their own workshops. No one sees another school.',
} as const satisfies Record<string, string>
