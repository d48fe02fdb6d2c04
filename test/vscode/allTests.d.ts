// scripts/build/bundles.mjs makes this module: it requires every test of the ring.
declare module 'all-tests';
