// Messages of the system, where the browser has them and the person allows them.
export const mayNotify = () => "Notification" in window && Notification.permission === "granted";
export const canAsk = () => "Notification" in window && Notification.permission === "default";
