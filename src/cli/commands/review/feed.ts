import { renderAtom } from '../../../review/atom.ts';
import { defineCommand, ROOT_FLAG } from '../../command.ts';
import { openAppointments, OWNER_FLAG } from '../../review/open-appointments.ts';
import { siteAddress } from '../../review/site-address.ts';
import { TODAY_FLAG } from '../../review/today.ts';

export const feed = defineCommand({
  name: 'review feed',
  flags: { ...ROOT_FLAG, ...TODAY_FLAG, ...OWNER_FLAG },
  examples: ['opsbook review feed --owner platform > reviews.xml'],
  async run({ flags }, terminal) {
    const { appointments, open, now } = await openAppointments(flags, terminal);
    const { title } = open.files.reading.settings;
    const name = flags.owner === undefined ? `Reviews: ${title}` : `Reviews of ${flags.owner}: ${title}`;
    const source = { title: name, name: flags.owner ?? '', at: now.at, site: siteAddress(open) };
    terminal.print(renderAtom(appointments, source));
    return 0;
  },
});
