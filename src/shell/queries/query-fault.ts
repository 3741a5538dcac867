/** Why a query cannot be run, and where: offsets in its text. The reason is the end of a sentence. */
export interface QueryFault {
  readonly start: number;
  readonly end: number;
  readonly reason: string;
}

/** Thrown inside a reader where it cannot go on, and caught at its door. */
export class QueryRefusal extends Error {
  readonly fault: QueryFault;

  constructor(fault: QueryFault) {
    super(fault.reason);
    this.fault = fault;
  }
}

/** Gives up reading at a place. */
export function refuse(place: { readonly start: number; readonly end: number }, reason: string): never {
  throw new QueryRefusal({ start: place.start, end: place.end, reason });
}

/** What a reader refuses; undefined when it read all. */
export function faultOf(read: () => void): QueryFault | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    if (error instanceof QueryRefusal) return error.fault;
    throw error;
  }
}
