/** The codes of families, as cards to cut. */
export const CODES_STYLE = `
.team main>.no-print>*+*{margin-block-start:.75rem}.codes-form{display:flex;flex-wrap:wrap;gap:.6rem .75rem;align-items:end}.team .codes-form>*{margin:0}.codes-form .field{flex:1 1 7.5rem}.codes-form .choices{grid-template-columns:repeat(3,auto)}.codes-form .choice{min-height:2.25rem;padding:.2rem .5rem;gap:.4rem;font-size:.875rem;white-space:nowrap}.codes-form fieldset{border:0;padding:0;background:0 0;flex:0 1 auto}.codes-form legend{padding:0}
.under{display:flex;justify-content:space-between;gap:1rem}
.labels{list-style:none;padding:0;max-width:none;display:grid;grid-template-columns:repeat(auto-fill,minmax(min(17rem,100%),1fr));background:#fff;color:#000;color-scheme:light;border:1px dashed #8a7c72}
.labels li{display:flex;gap:.7rem;align-items:center;min-width:0;padding:.6rem;overflow:hidden;outline:1px dashed #8a7c72;break-inside:avoid}
.labels .qr{flex:none;width:6rem;padding:0}.labels li>div:last-child{min-width:0}.labels :is(b,span){display:block;max-height:2.5em;line-height:1.25;overflow:hidden;overflow-wrap:anywhere}.labels span{font-size:.8125rem;color:#333}.labels small{display:block;font-size:.625rem;line-height:1.2;overflow-wrap:anywhere;color:#333}
@media screen and (max-width:61.99rem){.codes-form .choice{min-height:2.75rem}.codes-form .choices{grid-template-columns:repeat(auto-fit,minmax(8.5rem,1fr))}.codes-form .field{flex-basis:9rem}}
@media screen{#all,.team main>#all+label{display:inline-block;vertical-align:middle;margin-block-end:0}#all+label{padding:.5rem}#all:not(:checked)~.rest,#all:not(:checked)~.labels>.rest{display:none}#all:not(:checked)~.labels:not(:has(>:not(.rest))){display:none}}
@media print{.labels{grid-template-columns:repeat(3,1fr)}.under{break-after:avoid}.under~.under{break-before:page}}`

// What labels of every size have: nothing but the sheet itself, each on a page of its own.
const SHEET =
  '.labels{border:0;margin:0!important;gap:0;align-content:start;break-after:page;break-inside:avoid;overflow:hidden}.labels:last-child{break-after:auto}.labels li{outline:0}.labels b{font-size:9pt}.labels span{font-size:7.5pt}'

/**
 * Avery 5160, on Letter paper (8.5 × 11 in): 3 × 10 labels of 2.625 × 1 in, with a margin of 0.5 in above and of 0.1875 in at
 * the sides, 0.125 in apart.
 */
export const AVERY_5160_STYLE = `
@page{size:8.5in 11in;margin:0}
@media print{${SHEET}.team .labels{width:8.5in;height:10.9in;padding:.5in .1875in 0;grid-template-columns:repeat(3,2.625in);grid-auto-rows:1in;column-gap:.125in}.labels li{padding:.03in .1in;gap:.06in}.labels .qr{width:.94in}}`

/**
 * L7160, on A4 paper (210 × 297 mm): 3 × 7 labels of 63.5 × 38.1 mm, with a margin of 15.15 mm above and of 7.21 mm at the
 * sides, 2.54 mm apart.
 */
export const L7160_STYLE = `
@page{size:210mm 297mm;margin:0}
@media print{${SHEET}.team .labels{width:210mm;height:290mm;padding:15.15mm 7.21mm 0;grid-template-columns:repeat(3,63.5mm);grid-auto-rows:38.1mm;column-gap:2.54mm}.labels li{padding:1mm 3mm;gap:2mm}.labels .qr{width:28mm}}`
