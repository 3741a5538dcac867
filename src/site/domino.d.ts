/** The package's own declaration is of the name it had before it was forked. */
declare module '@mixmark-io/domino' {
  const domino: { createDocument(html: string): Document };
  // eslint-disable-next-line no-restricted-syntax -- it is the package that exports so
  export default domino;
}
