type NumberArray = Float64Array | Uint32Array | Int32Array | Uint8Array;

const firstCapacity = 256;

/** A list of numbers in typed memory that grows by doubling. */
export class GrowingList {
  private readonly make: new (length: number) => NumberArray;
  private values: NumberArray;
  private count = 0;

  constructor(make: new (length: number) => NumberArray) {
    this.make = make;
    this.values = new make(firstCapacity);
  }

  get length(): number {
    return this.count;
  }

  push(value: number): void {
    if (this.count === this.values.length) {
      const values = new this.make(this.count * 2);
      values.set(this.values);
      this.values = values;
    }
    this.values[this.count] = value;
    this.count += 1;
  }

  /** The value at an index that the list has. */
  at(index: number): number {
    return this.values[index] ?? 0;
  }

  set(index: number, value: number): void {
    this.values[index] = value;
  }

  /** In a list that rises: the index of the last value that is not above `value`, or -1. */
  lastAtMost(value: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.at(middle) <= value) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}
