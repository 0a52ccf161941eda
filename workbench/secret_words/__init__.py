"""Words of a family that give a place or a signal away (a code word, a town, a nickname of a school), and who may know them."""
