import { describe, expect, test } from 'vitest';
import { findPictures, maxPictures, putPictures } from './page-pictures.ts';

const pageUrl = 'https://shop.example/list/index.html';
const page = `<title>List</title><img src="/a.png" srcset="/a2.png 2x" alt="A"><img src="b.png">
<img src="data:image/gif;base64,R0"><img src="javascript:alert(1)"><img src="/a.png#again">
<picture><source srcset="/c.webp"><img src="//cdn.example/c.png"></picture>
<img srcset="/d.png 1x, /d2.png 2x"><video poster="/p.jpg" src="/v.mp4"></video>
<table background="/bg.png"></table><script src="/x.js"></script><link rel="icon" href="/i.ico">`;

describe('the pictures of a page', () => {
  test('are those of servers, by their full address, once each', () => {
    expect(findPictures(page, pageUrl)).toEqual([
      'https://shop.example/a.png',
      'https://shop.example/list/b.png',
      'https://shop.example/a.png#again',
      'https://cdn.example/c.png',
      'https://shop.example/d.png',
      'https://shop.example/p.jpg',
      'https://shop.example/bg.png',
    ]);
  });

  test('follow the base of the page', () => {
    const based = '<base href="https://static.example/x/"><img src="a.png">';
    expect(findPictures(based, pageUrl)).toEqual(['https://static.example/x/a.png']);
    expect(findPictures('<base href="data:text/html,x"><img src="a.png">', pageUrl)).toEqual([]);
  });

  test('are bounded', () => {
    const many = Array.from({ length: 500 }, (_, at) => `<img src="/${at}.png">`).join('');
    expect(findPictures(many, pageUrl)).toHaveLength(maxPictures);
  });

  test('are put where they were named, and nothing else changes', () => {
    const shown = putPictures(
      page,
      pageUrl,
      new Map([
        ['https://shop.example/a.png', 'data:image/png;base64,AA'],
        ['https://cdn.example/c.png', 'data:image/png;base64,CC'],
      ]),
    );
    expect(shown).toContain('<img src="data:image/png;base64,AA" alt="A">');
    expect(shown).toContain('<picture><img src="data:image/png;base64,CC"></picture>');
    expect(shown).toContain('src="b.png"');
    expect(shown).toContain('poster="/p.jpg"');
  });
});
