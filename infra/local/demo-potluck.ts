import type { Context } from '../../shared/access/context.ts'
import type { Family } from '../../shared/family/family.ts'
import { addSignUp, takePlaces } from '../../shared/session/sign-up.operations.ts'
import type { NewSignUp, TakingInput } from '../../shared/session/sign-up.ts'

type Line = NewSignUp & { takings: readonly Omit<TakingInput, 'places'>[] }

// Ten of seventeen places are taken, with forty portions.
const LINES: readonly Line[] = [
  {
    title: {
      en: 'A main dish for ten',
      es: 'Un plato fuerte para diez',
      so: 'Cunto weyn oo toban qof ah',
      ar: 'طبق رئيسي لعشرة',
      vi: 'Một món chính cho mười người',
      'zh-Hans': '够十人吃的主菜',
    },
    ...{ wanted: 4, portions: 10 },
    takings: [
      { note: 'Rice and beans' },
      { note: 'Spring rolls', allergens: ['nuts', 'wheat'] },
      { note: 'Fried rice', allergens: ['egg'] },
    ],
  },
  {
    title: {
      en: 'A salad or fruit for ten',
      es: 'Una ensalada o fruta para diez',
      so: 'Salad ama khudrad toban qof ah',
      ar: 'سلطة أو فاكهة لعشرة',
      vi: 'Rau trộn hoặc trái cây cho mười người',
      'zh-Hans': '够十人吃的沙拉或水果',
    },
    ...{ wanted: 3, portions: 5 },
    takings: [{}, { note: 'Oranges' }],
  },
  {
    title: {
      en: 'Set up chairs',
      es: 'Poner las sillas',
      so: 'Diyaarinta kuraasta',
      ar: 'ترتيب الكراسي',
      vi: 'Xếp ghế',
      'zh-Hans': '摆椅子',
    },
    ...{ wanted: 4, from: '17:30' },
    takings: [{}, {}, {}, {}],
  },
  {
    title: {
      en: 'Greet at the door',
      es: 'Recibir en la puerta',
      so: 'Soo dhawee albaabka',
      ar: 'الاستقبال عند الباب',
      vi: 'Đón khách ở cửa',
      'zh-Hans': '在门口迎接',
    },
    ...{ wanted: 2, from: '17:45' },
    takings: [{ note: 'In Somali and English' }],
  },
  {
    title: {
      en: 'Clean up',
      es: 'Recoger y limpiar',
      so: 'Nadiifinta',
      ar: 'التنظيف بعد اللقاء',
      vi: 'Dọn dẹp',
      'zh-Hans': '收拾打扫',
    },
    ...{ wanted: 4, from: '19:30' },
    takings: [],
  },
]

/** A potluck for a session, to which the first of the families that come bring or do something. */
export async function makePotluck(
  context: Context,
  session: string,
  families: readonly Family[],
): Promise<void> {
  const givers = families.map(({ id }) => id)
  for (const { takings, ...asked } of LINES) {
    const { id: line } = await addSignUp(context, session, asked)
    for (const taking of takings) {
      const family = givers.shift()
      if (family) await takePlaces(context, session, { line, family }, { places: 1, ...taking })
    }
  }
}
