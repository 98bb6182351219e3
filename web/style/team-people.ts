/** The call list, conversations, parent leaders and the team. */
export const PEOPLE_STYLE = `
.badge{display:inline-block;padding:.1em .6em;border-radius:99rem;font-size:.8125em;font-weight:600;background:var(--wash)}.badge.honey{background:var(--honey-wash);color:var(--honey)}
.small{font-size:.875em}
.caller{grid-template-columns:minmax(0,1fr) 12rem 22rem}.caller>form{grid-column:3}.caller .actions{justify-content:flex-end}.caller .options{min-width:15rem}.caller .options .button{text-align:start}
.call-sheet table{width:100%}.call-sheet :is(th,td){padding:.15rem .4rem;text-align:start;font-size:.8125rem;border:1px solid var(--line)}.said{font-size:.8125rem;line-height:1.35;max-width:none}
@media screen and (max-width:61.99rem){.caller{grid-template-columns:minmax(0,1fr)}.caller>form{grid-column:1}.caller .actions{flex-wrap:nowrap}.caller .actions>.button{padding-inline:.3em;white-space:nowrap}}
@media print{.call-sheet h2{font-size:11pt}.call-sheet :is(th,td){font-size:8pt;padding:1pt 3pt}.said{font-size:8pt;columns:2}}`
