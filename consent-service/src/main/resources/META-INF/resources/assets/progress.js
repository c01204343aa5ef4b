// Looks again how far it is; without it there is a link.
setTimeout(() => location.reload(), 2000);
