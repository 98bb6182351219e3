import { scriptName } from '../script-name.ts'

/**
 * The script that makes a picture smaller before it is sent, which saves a family megabytes and lets in photos above the
 * limit; the page works without it. What is still too large is not sent, and the field says so. The server reads the
 * picture as any other.
 */
export const PICTURE_SCRIPT = `'use strict';
(() => {
  const field = document.getElementById('picture');
  const { most, side, large } = document.getElementById('picture-limit').dataset;
  const WORTH_IT = 500000;
  const smaller = async (file) => {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, side / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    const pen = canvas.getContext('2d');
    // What is seen through becomes white, as on the server.
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const bytes = await new Promise((done) => canvas.toBlob(done, 'image/jpeg', 0.85));
    return new File([bytes], 'picture.jpg', { type: 'image/jpeg' });
  };
  const say = () => field.setCustomValidity(field.files[0]?.size > most ? large : '');
  field.addEventListener('change', async () => {
    const [file] = field.files;
    say();
    if (!file || file.size < WORTH_IT) return;
    try {
      const chosen = new DataTransfer();
      chosen.items.add(await smaller(file));
      if (field.files[0] === file) field.files = chosen.files;
    } catch {
      // No picture that this browser reads: the server says what it is.
    }
    say();
  });
  field.form.addEventListener('submit', (event) => {
    if (!field.validity.customError) return;
    event.preventDefault();
    field.reportValidity();
  });
})();
`

/** Its address, which changes with its content, so that it can be cached forever. */
export const PICTURE_SCRIPT_NAME = scriptName(PICTURE_SCRIPT)
