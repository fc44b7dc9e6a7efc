select '${other';
