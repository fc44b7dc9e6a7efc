SELECT U&"d!0061t" UESCAPE '!', N'a', E'\x41', 0x1F, 1_000 FROM "Straße";
