/** What the installation, the entry point and the tests fill a database with. */
export { demonstrationAccounts } from './seed-accounts.ts';
export { seedCatalogue } from './seed-catalogue.ts';
export { clearDemonstration } from './seed-demo-removal.ts';
export { seedDemonstration } from './seed-demonstration.ts';
