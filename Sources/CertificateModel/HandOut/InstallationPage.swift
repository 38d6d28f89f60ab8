/// The page that tells clients how to install the root. It has no scripts, and nothing that another server sends.
struct InstallationPage {
    let root: PublicRoot
    let hostName: String

    /// The steps of each kind of client, in HTML.
    private static let steps: [(client: String, steps: String)] = [
        (
            "IP phones",
            """
            <p>Avaya phones: put <a href="WebRootCA.pem">WebRootCA.pem</a> on their file server, and write \
            <code>SET TRUSTCERTS WebRootCA.pem</code> into <code>46xxsettings.txt</code>. Restart the phones.</p>
            <p>Other phones: upload WebRootCA.pem as a trusted certificate on the web page of the phone, or write the \
            address of that file into their settings file.</p>
            """
        ),
        (
            "iPhone and iPad",
            """
            <ol><li>Open this page in Safari, tap <a href="WebRootCA.der">WebRootCA.der</a>, and allow the profile.</li>
            <li>Settings, General, VPN &amp; Device Management: install the profile.</li>
            <li>Settings, General, About, Certificate Trust Settings: turn the root on.</li></ol>
            """
        ),
        (
            "Android",
            """
            <ol><li>Tap <a href="WebRootCA.der">WebRootCA.der</a> to download it.</li>
            <li>Settings: search for "CA certificate", choose "Install a certificate", "CA certificate", "Install anyway".</li>
            <li>Choose the downloaded file.</li></ol>
            """
        ),
        (
            "Windows",
            """
            <ol><li>Download <a href="WebRootCA.der">WebRootCA.der</a>, and open it.</li>
            <li>Install Certificate, Local Machine, "Place all certificates in the following store": Trusted Root \
            Certification Authorities.</li></ol>
            <p>Or, as an administrator: <code>certutil -addstore Root WebRootCA.der</code></p>
            """
        ),
        (
            "macOS",
            """
            <p>Download <a href="WebRootCA.pem">WebRootCA.pem</a>, and run:</p>
            <pre>sudo security add-trusted-cert -d -r trustRoot \\
              -k /Library/Keychains/System.keychain WebRootCA.pem</pre>
            """
        ),
        (
            "Firefox",
            """
            <ol><li>Download <a href="WebRootCA.pem">WebRootCA.pem</a>.</li>
            <li>Settings, Privacy &amp; Security, View Certificates, Authorities, Import: choose the file.</li>
            <li>Tick "Trust this CA to identify websites".</li></ol>
            """
        ),
        (
            "Linux",
            """
            <p>Download <a href="WebRootCA.pem">WebRootCA.pem</a>. On Debian and Ubuntu:</p>
            <pre>sudo cp WebRootCA.pem /usr/local/share/ca-certificates/WebRootCA.crt
            sudo update-ca-certificates</pre>
            <p>On Fedora and Red Hat:</p>
            <pre>sudo cp WebRootCA.pem /etc/pki/ca-trust/source/anchors/
            sudo update-ca-trust</pre>
            """
        ),
    ]

    /// The page.
    var html: String {
        let name = Self.escaped(hostName)
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Trust \(name)</title>
            <style>
            body { font: 1rem/1.5 sans-serif; max-width: 40rem; margin: 1rem auto; padding: 0 1rem }
            pre, code { font-family: monospace; overflow-x: auto }
            #fingerprint { font-size: 1.25rem }
            </style>
            </head>
            <body>
            <h1>Trust \(name)</h1>
            <p>Install the root certificate of this server, and its pages and services open without a warning. The root is \
            \(Self.escaped(root.name)), valid until \(root.notAfter.date).</p>
            <p><a href="WebRootCA.der">WebRootCA.der</a> &middot; <a href="WebRootCA.pem">WebRootCA.pem</a></p>
            <h2>First compare the fingerprint</h2>
            <p>A person who controls the network can change this page. Ask the person at the server to read the SHA-256 \
            fingerprint aloud, and compare it with what your device shows before you trust the root:</p>
            <pre id="fingerprint">\(root.fingerprintLines.joined(separator: "\n"))</pre>
            <p>A computer prints it with <code>sha256sum WebRootCA.der</code> (Linux), <code>shasum -a 256 \
            WebRootCA.der</code> (macOS) or <code>certutil -hashfile WebRootCA.der SHA256</code> (Windows).</p>
            \(Self.steps.map { "<h2>\($0.client)</h2>\n\($0.steps)" }.joined(separator: "\n"))
            </body>
            </html>

            """
    }

    /// Text as text in HTML, and in an attribute.
    private static func escaped(_ text: String) -> String {
        VisibleText.cleaned(text, limit: 300).replacing("&", with: "&amp;").replacing("<", with: "&lt;")
            .replacing(">", with: "&gt;").replacing("\"", with: "&quot;")
    }
}
