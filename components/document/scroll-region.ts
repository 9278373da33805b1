// What every scrolling region of the viewer carries: it takes the focus, or people without a mouse could not scroll it (WCAG 2.1.1).
export const SCROLL_REGION = { tabIndex: 0, 'data-document-scroller': '' } as const;
