// Run as a process of its own: the package unpacks into the TMPDIR of its process, and changes its environment.
import carried from '@sparticuz/chromium';

await carried.executablePath();
