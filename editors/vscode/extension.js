// Starts `packetwright lsp` for .wire files and stops it with the window.
// Everything that is known of the language is in the server.

const { workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

/** @type {LanguageClient | undefined} */
let client;

/** Called by VS Code when the first .wire file is opened. */
async function activate() {
  const settings = workspace.getConfiguration("packetwright");
  const server = { command: settings.get("server.path", "packetwright"), args: ["lsp"] };
  client = new LanguageClient("packetwright", "Packetwright", server, {
    documentSelector: [{ language: "wire" }],
    // What a spec imports may change without being open.
    synchronize: { fileEvents: workspace.createFileSystemWatcher("**/*.wire") },
  });
  await client.start();
}

/** Called by VS Code when the window closes. */
async function deactivate() {
  await client?.stop();
}

module.exports = { activate, deactivate };
