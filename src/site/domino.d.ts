/** The package's own declaration is of the name it had before it was forked. */
declare module '@mixmark-io/domino' {
  const domino: { createDocument(html: string): Document };
  export default domino;
}
