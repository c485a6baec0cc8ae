// A phone's photo is ten times what a page needs: it is drawn smaller before it is kept or sent.
const SIDE = 1600;
const QUALITY = 0.8;

// What cannot be drawn here (HEIC, a paper, no canvas) goes as it is; the server has the last word.
export async function shrink(file) {
  if (!file.type.startsWith("image/")) return { name: file.name, blob: file };
  const address = URL.createObjectURL(file);
  try {
    const picture = await drawable(address);
    const blob = await jpegOf(picture);
    if (!blob || blob.size >= file.size) return { name: file.name, blob: file };
    return { name: file.name.replace(/\.\w+$/, "") + ".jpg", blob };
  } catch {
    return { name: file.name, blob: file };
  } finally {
    URL.revokeObjectURL(address);
  }
}

function drawable(address) {
  return new Promise((resolve, reject) => {
    const picture = new Image();
    picture.onload = () => resolve(picture);
    picture.onerror = reject;
    picture.src = address;
  });
}

function jpegOf(picture) {
  const scale = Math.min(1, SIDE / Math.max(picture.naturalWidth, picture.naturalHeight));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.naturalWidth * scale);
  canvas.height = Math.round(picture.naturalHeight * scale);
  const brush = canvas.getContext("2d");
  brush.fillStyle = "white"; // what was see-through must not turn black
  brush.fillRect(0, 0, canvas.width, canvas.height);
  brush.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
}
