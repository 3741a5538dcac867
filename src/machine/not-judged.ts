/** Why a draft cannot be judged, as the end of a sentence: it took too long, or more memory than there is. */
export class NotJudged extends Error {}
