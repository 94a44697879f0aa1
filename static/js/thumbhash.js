// A picture of some twenty bytes, drawn: https://evanw.github.io/thumbhash/ (MIT). Ours never have an alpha channel.
const SIDE = 32;

// How much of each wave there is: pairs of four bits, from the longest wave to the shortest.
function* waves(bytes) {
  for (const byte of bytes) {
    yield byte & 15;
    yield byte >> 4;
  }
}

function channel(source, across, down, scale) {
  const found = [];
  for (let y = 0; y < down; y++) {
    for (let x = y ? 0 : 1; x * down < across * (down - y); x++) {
      found.push([x, y, (source.next().value / 7.5 - 1) * scale]);
    }
  }
  return found;
}

const at = (middle, found, u, v) =>
  found.reduce((sum, [x, y, much]) => sum + much * Math.cos(Math.PI * x * u) * Math.cos(Math.PI * y * v) * 2, middle);

function read(bytes) {
  const head = bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
  const more = bytes[3] | (bytes[4] << 8);
  const wide = more >> 15;
  const [across, down] = wide ? [7, Math.max(3, more & 7)] : [Math.max(3, more & 7), 7];
  const source = waves(bytes.slice(5));
  return {
    ratio: wide ? 7 / (more & 7) : (more & 7) / 7,
    light: [(head & 63) / 63, channel(source, across, down, ((head >> 18) & 31) / 31)],
    yellow: [((head >> 6) & 63) / 31.5 - 1, channel(source, 3, 3, (((more >> 3) & 63) / 63) * 1.25)],
    red: [((head >> 12) & 63) / 31.5 - 1, channel(source, 3, 3, (((more >> 9) & 63) / 63) * 1.25)],
  };
}

// Answers an address for an image, or nothing for what is no hash.
export function draw(text) {
  const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  if (bytes.length < 6) return "";
  const { ratio, light, yellow, red } = read(bytes);
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(ratio > 1 ? SIDE : SIDE * ratio);
  canvas.height = Math.round(ratio > 1 ? SIDE / ratio : SIDE);
  const pen = canvas.getContext("2d");
  const picture = pen.createImageData(canvas.width, canvas.height);
  for (let y = 0, i = 0; y < canvas.height; y++) {
    for (let x = 0; x < canvas.width; x++, i += 4) {
      const [u, v] = [(x + 0.5) / canvas.width, (y + 0.5) / canvas.height];
      const [l, p, q] = [light, yellow, red].map(([middle, found]) => at(middle, found, u, v));
      const b = l - (2 / 3) * p;
      const r = (3 * l - b + q) / 2;
      picture.data.set([r, r - q, b, 1].map((part) => 255 * Math.max(0, Math.min(1, part))), i);
    }
  }
  pen.putImageData(picture, 0, 0);
  return canvas.toDataURL();
}
