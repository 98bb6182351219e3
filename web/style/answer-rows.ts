/** The answers to a time in a row, and what else would help in pills: of families, and of who records for them. */
export const ANSWER_ROWS = `.segments{display:grid;grid-template-columns:1fr 1.3fr 1fr;gap:6px;clear:both}
:is(.segments,.chips) label{position:relative;display:block}
:is(.segments,.chips) input{position:absolute;inset:0;width:100%;height:100%;opacity:0;cursor:pointer}
:is(.segments,.chips) label>span{display:flex;align-items:center;justify-content:center;gap:.4em;min-height:48px;padding:.2em;line-height:1.15;font-size:.89rem;font-weight:600;text-align:center;border:1.5px solid var(--edge);border-radius:.5rem;background:var(--card)}
.segments .line-icon{width:18px;height:18px}
.segments input:checked+span{background:var(--leaf);border-color:var(--leaf);color:var(--on)}
.segments .ifNeeded input:checked+span{background:var(--honey);border-color:var(--honey)}
.segments .no input:checked+span{background:var(--soft);border-color:var(--soft);color:var(--paper)}
:is(.segments,.chips) input:focus-visible+span{outline:3px solid var(--night);outline-offset:2px}
.wishes{border:0;padding:0;background:0 0}
.wishes>legend{padding:0}.wishes>legend+*{padding-block-start:.5rem}
.chips{display:flex;flex-wrap:wrap;gap:6px}
.chips label>span{min-height:44px;border-radius:99rem;padding-inline:.75em;gap:.35em;font-size:1rem;font-weight:400}
.chips input:checked+span{background:var(--leaf-wash);border-color:var(--leaf);box-shadow:inset 0 0 0 1px var(--leaf);font-weight:600}
.chips .line-icon{width:18px;height:18px}
.chips label>span>:first-child,.chips input:checked+span>:nth-child(2){display:none}
.chips input:checked+span>:first-child{display:block}
`

/** Where "none of these" is ticked, the answers to the times are shown as cleared. */
export const NONE_CLEARS = `.counted:has(#noneWork:checked) .segments label{pointer-events:none}
.counted:has(#noneWork:checked) .segments input{visibility:hidden}
.counted:has(#noneWork:checked) .segments input+span{background:0 0;border:1.5px dashed var(--edge);outline:0;color:var(--soft)}
.counted:has(#noneWork:checked) .segments .line-icon{display:none}
`
