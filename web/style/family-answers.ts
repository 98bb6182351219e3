/** What a family has answered and what it may do next: rows to tap, thanks, facts. */
export const FAMILY_ANSWERS = `
.group{list-style:none;max-width:none;padding-inline:16px;background:var(--card);border:1px solid var(--wash);border-radius:.875rem}
.group>li+li{border-block-start:1px solid var(--wash)}
.go{display:flex;align-items:center;gap:12px;min-height:52px;padding-block:8px;color:var(--ink);text-decoration:none;line-height:1.3}
.go>span:not(.day){flex:1;min-width:0}.go span>.soft{display:block;font-size:.875em}
.go>.line-icon:first-child{color:var(--clay)}.go>.line-icon:last-child{color:var(--edge)}
.go:hover b{text-decoration:underline}
[dir=rtl] .go>.line-icon:last-child{transform:scaleX(-1)}
.day{flex:none;width:54px;padding-block:5px 6px;text-align:center;line-height:1.1;border:1px solid var(--wash);border-radius:.5rem;background:var(--wash);font-size:.8125rem;color:var(--soft)}
.day>b{display:block;font-size:1.375rem;color:var(--ink)}
.card>*+*{margin-block-start:.3rem}.card{border:1px solid var(--wash);padding:12px 16px}
.card.first{border:1.5px solid var(--clay);box-shadow:inset 0 4px 0 -1px var(--clay)}
.card.first>.button{width:100%;margin-block-start:.75rem}
.thanks{display:flex;align-items:center;gap:.75rem}
.thanks>.line-icon{width:3.25rem;height:3.25rem;padding:.8rem;border-radius:50%;background:var(--leaf);color:var(--on);stroke-width:2.5}
.lines{list-style:none;max-width:none;padding:0}.lines>li{padding-block:.45rem}.lines>li+li{border-block-start:1px solid var(--wash)}
.lines>li:first-child{padding-block-start:0}.lines>li:last-child{padding-block-end:0}
.said{display:flex;justify-content:space-between;gap:.4rem}.said>*,.said~.soft{font-size:.875rem}
.said>b,.lines>.with-icon{display:flex;align-items:center;gap:.4em}.said>b{flex:none;font-weight:600}
.said>.yes{color:var(--leaf)}.said>.ifNeeded{color:var(--honey)}.said>.no{color:var(--soft)}
.lines .line-icon{width:18px;height:18px}.with-icon>.line-icon{color:var(--soft)}
:is(.button,button.quiet) .line-icon{width:18px;height:18px;margin-inline-end:.4em}
.notice{padding:.7rem .9rem}
.marked{display:grid;grid-template-columns:auto minmax(0,1fr);gap:.5rem .75rem}.marked>dt{color:var(--soft);padding-block-start:.1rem}.marked>dd{margin:0;line-height:1.4}
.tag{display:inline-flex;flex-direction:row;width:auto;height:auto;border:0;padding:.1em .7em;gap:.35em;border-radius:99rem;font-size:.875em;font-weight:600}
.tag .line-icon{width:16px;height:16px}.tag.done{background:var(--leaf-wash);color:var(--leaf)}.tag.warning{background:var(--honey-wash);color:var(--honey)}.tag.note{background:var(--wash);color:var(--soft)}
.asked{border:0;padding:0;background:0 0}.asked>legend{padding:0}.asked>legend+*{padding-block-start:.5rem}.asked .segments{grid-template-columns:1fr 1fr}
.if-yes .hint{padding:0;font-size:.84em;line-height:1.35}.if-yes legend{padding:0;line-height:1.35}
.if-yes .pairs{row-gap:5px}.if-yes .pairs>.field>input.short{width:2.7em;padding-block:.3rem}.if-yes .choice{border:0;padding-inline:0}.if-yes .fold>*+*,.if-yes fieldset>*+*{margin-block-start:.6rem}.if-yes legend+*{margin-block-start:0}.if-yes .hint+*{margin-block-start:.3rem}
.if-yes fieldset>details{border:0;padding:0;background:0 0}.if-yes summary{color:var(--night)}
.language{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:4px 14px;align-items:end}
.language>.field:has(>*){display:block;margin:0}.language label{font-weight:400;font-size:.94rem;line-height:1.2}.language input.short{width:100%;margin-block-start:.3rem}
.if-yes:has(>.fold[open])>.lines{display:none}
form:has([name=attending][value=no]:checked) .if-yes{display:none}
.card .card{border:0;padding:0;background:0 0}.fold>form>*+*{margin-block-start:.9rem}
.card fieldset{border:0;padding:0;background:0 0}
.notes>li{padding-block:12px}.notes p+p{margin-block-start:.15rem}.notes .soft{font-size:.875em}.notes form{margin-block-start:.15rem}
.notes button{padding:0;border:0;color:var(--night);font-weight:600;font-size:.9em}
.leaving{display:inline-flex;align-items:center;min-height:44px;color:var(--clay)}
section>*+*{margin-block-start:.5rem}
.gives{padding:0}.give{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:.5rem .75rem;align-items:center;padding:.75rem 1rem}.give>*+*{margin:0}
.give h3{font-size:1.06rem;line-height:1.3}.give p{display:flex;flex-wrap:wrap;align-items:center;gap:.2rem .6rem;margin:0;font-size:.875em}
.give .seats{height:20px;width:auto}.seats circle{stroke:var(--clay);fill:var(--clay)}.seats .own{stroke:var(--leaf);fill:var(--leaf)}.seats .free{stroke:var(--edge);fill:var(--card)}
.give.mine{background:var(--leaf-wash)}.give.mine:first-child{border-radius:.875rem .875rem 0 0}.give.mine:last-child{border-radius:0 0 .875rem .875rem}.give.mine:only-child{border-radius:.875rem}
.give .all{grid-column:1/-1}.give>form:not(.all)>*{margin:0}.give.mine>form:not(.all)>button{border-color:transparent;background:0 0;color:var(--night)}
`
