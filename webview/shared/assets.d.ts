// Style sheets are imported for esbuild, which writes them beside the panel's script.
declare module '*.css';
