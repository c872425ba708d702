-- The titre de reversement: the six months to pay run from the day on which it was issued.
ALTER TABLE "ClawbackNotice" ADD COLUMN "titleIssuedOn" CHAR(10), ADD COLUMN "titleReference" TEXT;
