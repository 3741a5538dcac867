/** On the older address of a page: goes on to the new one, with the values and the anchor of the link. */
const target = document.documentElement.dataset['moved'];
if (target !== undefined) location.replace(`${target}${location.search}${location.hash}`);
