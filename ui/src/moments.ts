// What a moment was, in few words.

import type { MomentView } from './platform/api';
import { onClock } from './clock';
import { count, duration } from './words';

/** A figure of a moment: its name, its value, what that is to be seen beside, and the figure whose messages are behind it. */
export type Told = { name: string; value: string; beside: string; id?: string };

export function told(moment: MomentView): Told[] {
  const { outbound_per_hour: now, outbound_per_hour_before: before, replies, replies_before } = moment;
  return [
    { name: 'Messages to you', value: count(moment.inbound), beside: usual(moment.times), id: 'inbound' },
    { name: 'You said', value: `${rate(now)} an hour`, beside: before === null ? 'before is not known' : `${rate(before)} before`, id: 'outbound' },
    { name: 'Of that, replies', value: part(replies), beside: replies_before[1] === 0 ? 'nothing said before' : `${part(replies_before)} before`, id: 'reply' },
    { name: 'Unanswered', value: part([moment.unanswered, moment.opportunities]), beside: wait(moment), id: 'unanswered' },
    moment.silence === null
      ? { name: 'Until your first word', value: 'none', beside: 'by the end of the data' }
      : { name: 'Until your first word', value: duration(moment.silence), beside: 'from its start' },
  ];
}

function usual(times: number | null): string {
  if (times === null) return 'none is usual then';
  return `${times < 9.95 ? String(Number(times.toFixed(1))) : count(Math.round(times))} times the usual`;
}

function wait({ opportunities, response_median }: MomentView): string {
  if (opportunities === 0) return 'nobody asked anything';
  return response_median === null ? 'fewer than half answered' : `half answered within ${duration(response_median)}`;
}

/** Its busiest hour, where it has several; empty else. */
export function busiest({ start, end, peak, peak_count }: MomentView, zone: string): string {
  const hours = (Date.parse(end) - Date.parse(start)) / 3_600_000;
  return hours > 1 && hours <= 24 && peak_count > 1 ? `busiest in the hour from ${onClock(peak, zone).time}, with ${count(peak_count)}` : '';
}

function part([k, n]: [number, number]): string {
  return n === 0 ? '–' : `${count(k)} of ${count(n)}`;
}

function rate(perHour: number): string {
  return String(Number(perHour.toFixed(1)));
}
