import { ANSWER_ROWS, NONE_CLEARS } from './answer-rows.ts'

/** Recording from paper: what the camera sees, and a sheet's times with their numbers. */
export const PAPER_STYLE = `
${ANSWER_ROWS}${NONE_CLEARS}
#camera-view{display:block;width:100%;max-height:16rem;object-fit:cover;border-radius:.875rem;background:var(--ink)}
#camera-start:not([hidden]){display:inline-flex;gap:.5em;align-items:center}
#camera-said:empty{display:none}.columns:has(#camera){align-items:start}
.paper-time{border:0;padding:0;background:0 0}.paper-time>legend{display:flex;align-items:center;gap:.7em;padding:0;font-weight:400}.paper-time>legend+*{padding-block-start:.4rem}
.number{display:grid;place-items:center;flex:none;width:2rem;height:2rem;border:1.5px solid var(--edge);border-radius:50%}
@media screen and (max-width:61.99rem){#camera-view{max-height:14rem}}
@media(forced-colors:active){:is(.segments,.chips) input:checked+span{outline:3px solid}}
`
