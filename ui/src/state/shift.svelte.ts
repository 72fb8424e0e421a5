import { costsOf, type Typed } from '../shift';

/** What is typed stays while other pages are looked at. */
export const shift = $state<Typed>({ ...costsOf('county'), low: '', central: '', high: '' });
