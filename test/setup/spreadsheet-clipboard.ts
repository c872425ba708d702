import type { Page } from 'playwright-core';

/** A copied block as Excel leaves it in the clipboard: the text, and the page with its `mso` styles and French numbers. */
export function excelClipboard(block: readonly string[][]): { text: string; html: string } {
  const text = `${block.map((row) => row.join('\t')).join('\r\n')}\r\n`;
  const rows = block.map(
    (row) =>
      ` <tr height=20 style='height:15.0pt'>\r\n${row.map((cell) => `  ${excelCell(cell)}`).join('\r\n')}\r\n </tr>`,
  );
  const html = `<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns="http://www.w3.org/TR/REC-html40">
<head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8">
<meta name=Generator content="Microsoft Excel 15">
<style>
<!--table {mso-displayed-decimal-separator:"\\,"; mso-displayed-thousand-separator:" ";}
.xl65 {mso-number-format:"\\#\\,\\#\\#0"; mso-style-parent:style0; text-align:right;}
-->
</style>
</head>
<body link="#0563C1" vlink="#954F72">
<table border=0 cellpadding=0 cellspacing=0 width=768 style='border-collapse:collapse;width:576pt'>
<!--StartFragment-->
 <col width=64 span=12 style='width:48pt'>
${rows.join('\r\n')}
<!--EndFragment-->
</table>
</body>
</html>`;
  return { text, html };
}

/** Excel pads figures with spaces that it marks as its own. */
function excelCell(cell: string): string {
  const text = cell.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  return `<td height=20 class=xl65 align=right width=64 style='height:15.0pt;width:48pt'>${text}<span\r\n  style='mso-spacerun:yes'> </span></td>`;
}

/** Puts both formats in the browser's clipboard as another program would, through a copy of the page's own. */
export async function copyAs(page: Page, formats: { text: string; html: string }): Promise<void> {
  await page.evaluate(({ text, html }) => {
    const fill = (event: ClipboardEvent) => {
      event.clipboardData?.setData('text/plain', text);
      event.clipboardData?.setData('text/html', html);
      event.preventDefault();
    };
    document.addEventListener('copy', fill, { once: true, capture: true });
  }, formats);
  await page.keyboard.press('Control+c');
}
