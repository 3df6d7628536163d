/** A colour in sRGB: channels from 0 to 255, alpha from 0 to 1. */
export type Color = { red: number; green: number; blue: number; alpha: number };

/**
 * Reads `#rrggbb` and `rgb(r g b / a%)`, the two forms our tokens use.
 * @throws {RangeError} for any other form.
 */
export function parseColor(text: string): Color {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(text.trim());
  if (hex !== null) {
    const [red = 0, green = 0, blue = 0] = hex.slice(1).map((channel) => Number.parseInt(channel, 16));
    return { red, green, blue, alpha: 1 };
  }
  const rgb = /^rgb\((\d+) (\d+) (\d+) \/ ([\d.]+)%\)$/.exec(text.trim());
  if (rgb === null) throw new RangeError(`Not a colour of ours: ${text}`);
  const [red = 0, green = 0, blue = 0, percent = 100] = rgb.slice(1).map(Number);
  return { red, green, blue, alpha: percent / 100 };
}

/** The colour seen when one is laid over an opaque other. */
export function layOver(top: Color, under: Color): Color {
  const mix = (over: number, below: number) => over * top.alpha + below * (1 - top.alpha);
  return {
    red: mix(top.red, under.red),
    green: mix(top.green, under.green),
    blue: mix(top.blue, under.blue),
    alpha: 1,
  };
}

function luminance({ red, green, blue }: Color): number {
  const linear = (channel: number) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

/**
 * The contrast ratio of two opaque colours, from 1 to 21.
 * @see WCAG 2.2, definition of contrast ratio
 */
export function contrastRatio(left: Color, right: Color): number {
  const [dark = 0, light = 0] = [luminance(left), luminance(right)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}
