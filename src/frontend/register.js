// The same form as sign-in with a few more fields; <html data-page> tells them apart.
import "./login.js";
