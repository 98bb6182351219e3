/** The messages: their rows beside those of the checklist, the texts of the one that is open, and the empty page. */
export const MESSAGES_STYLE = `
.area .item.failed{box-shadow:inset 3px 0 var(--clay)}[dir=rtl] .area .item.failed{box-shadow:inset -3px 0 var(--clay)}.item.failed .what>.line-icon,.parts .failed .line-icon{color:var(--clay)}:is(.item.sent,.item.delivered) .what>.line-icon{color:var(--leaf)}.item.over .what a{font-weight:400}
.messages .what:not(:has(>input)){padding-inline-start:0}.messages .area .item{grid-template-columns:minmax(0,1fr) 6rem 6rem 12rem 5rem}
.area .act .button{min-height:2rem;padding:.1rem .7rem;font-size:.8125rem;border-color:var(--line);color:var(--ink)}
.notice .button .line-icon{margin-inline-end:.5em}
.texts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(15rem,100%),1fr));gap:.75rem 1rem;margin-block:.75rem}.texts>*>*+*{margin-block-start:.25rem}.texts h4{margin:0;font-size:.9375rem}.texts h4 small,.texts .soft{color:var(--soft);font-weight:400;font-size:.8125rem}.texts blockquote{margin-inline:0;padding:.6rem .8rem;background:var(--wash);border-radius:.9rem;font-size:.875rem;white-space:pre-line}
.editing>*+*{margin-block-start:.6rem}.editing .lines li{justify-content:space-between;font-size:.875rem}
.fold{border:0;padding:0;background:0 0}.fold>summary{min-height:2.25rem;color:var(--night)}
.blank{max-width:34rem;margin:3rem auto;text-align:center}.blank p{margin-inline:auto}
@media screen and (max-width:61.99rem){.messages .area .item{display:flex;flex-wrap:wrap;gap:0 .6rem;min-height:0;padding:.25rem .3rem}.messages .item :is(.amount,.owner,.due){order:1}.area .act .button,.fold>summary{min-height:2.75rem}.messages .item .what{flex:1 1 calc(100% - 6rem)}.messages .item .act{flex:0 1 5.4rem}.messages .item :is(.amount,.owner,.due){margin-inline-start:1.8rem}.messages .item :is(.owner,.due):not(:empty){margin-inline-start:0}.messages .item :is(.amount,.owner,.due):empty{display:none}.messages .item .amount:empty+.owner:empty+.due{margin-inline-start:1.8rem}.filters{gap:.35rem}}`
