// Equality of JSON values, members in any order, undefined members as absent.
export function isSameJson(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const leftKeys = definedKeys(left);
  if (leftKeys.length !== definedKeys(right).length) return false;
  return leftKeys.every((key) => isSameJson(Reflect.get(left, key), Reflect.get(right, key)));
}

const definedKeys = (value: object) => Object.keys(value).filter((key) => Reflect.get(value, key) !== undefined);
