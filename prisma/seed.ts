/** What the installation, the entry point and the tests fill a database with. */

export { clearDemonstration } from './demonstration/seed-demo-removal.ts';
export { seedDemonstration } from './demonstration/seed-demonstration.ts';
export { demonstrationAccounts } from './seed/seed-accounts.ts';
export { firstCatalogue, seedCatalogue } from './seed/seed-catalogue.ts';
