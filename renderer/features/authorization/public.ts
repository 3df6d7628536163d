export { authEffect, authTypeLabel, isSendable, type AuthEffect } from './auth-types.ts';
export { AuthorizationEditor } from './authorization-editor.tsx';
export { type InheritedAuth, useInheritedAuth } from './inherited-auth.ts';
