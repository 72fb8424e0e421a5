// The only door to the machine: nothing else imports @tauri-apps.

import { invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import { getCurrentWebview } from '@tauri-apps/api/webview';

import type { Commands, Failure, Progress } from './api';

export type Command = keyof Commands;
export type Request<C extends Command> = Commands[C][0];
export type Response<C extends Command> = Commands[C][1];

/** Asks the engine. Whatever goes wrong, it rejects with a `Failure`. */
export async function call<C extends Command>(cmd: C, payload: Request<C>): Promise<Response<C>> {
  try {
    return await invoke<Response<C>>('call', { cmd, payload });
  } catch (thrown) {
    throw asFailure(thrown);
  }
}

/** Hears how far an import is; the returned function stops it. */
export function onProgress(hear: (progress: Progress) => void): () => void {
  return stopLater(listen<Progress>('progress', (event) => hear(event.payload)));
}

/** Follows files that are dragged over the window and dropped on it; the returned function stops it. */
export function onDrop(hover: (over: boolean) => void, drop: (paths: string[]) => void): () => void {
  return stopLater(
    getCurrentWebview().onDragDropEvent(({ payload }) => {
      hover(payload.type === 'enter' || payload.type === 'over');
      if (payload.type === 'drop') drop(payload.paths);
    }),
  );
}

function stopLater(listening: Promise<() => void>): () => void {
  return () => void listening.then((stop) => stop());
}

/** The host itself may reject too, with text or an `Error`: a command that it does not know, an answer that it can't write. */
function asFailure(thrown: unknown): Failure {
  if (typeof thrown === 'object' && thrown !== null && 'code' in thrown && 'message' in thrown) return thrown as Failure;
  return {
    code: 'internal',
    message: 'the window could not reach the program behind it',
    detail: thrown instanceof Error ? thrown.message : String(thrown),
    hint: 'Close Earshot and open it again. Your data is safe on disk.',
  };
}
