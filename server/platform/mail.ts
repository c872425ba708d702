/** A message to a person, as plain text. */
export interface Mail {
  to: string;
  subject: string;
  text: string;
}

/** Sends a message, or keeps it where the coordinator can read it. */
export type Mailer = (mail: Mail) => Promise<void>;
