import { contextBridge, ipcRenderer } from 'electron';
import { type Bridge, bridgeChannels, type BridgeEvent } from '../core/bridge.ts';

const bridge: Bridge = {
  call: (callId, operation, input) => ipcRenderer.invoke(bridgeChannels.call, { callId, operation, input }),
  cancel: (callId) => ipcRenderer.send(bridgeChannels.cancel, { callId }),
  subscribe(listener) {
    const relay = (_: unknown, event: BridgeEvent) => listener(event);
    ipcRenderer.on(bridgeChannels.event, relay);
    return () => void ipcRenderer.off(bridgeChannels.event, relay);
  },
};

contextBridge.exposeInMainWorld('bridge', bridge);
