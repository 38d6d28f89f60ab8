import CertificateEngine
import CertificateModel
import Glibc
import Host

extension World {
    /// This host. Nothing else in the program reads its clock, ports, name server or environment.
    public static let real = World(
        now: { SystemClock.now() },
        isClockSynchronized: { SystemClock.isSynchronized() },
        newKey: { () throws(OpenSSLError) in try .generateRSA2048() },
        ports: { clock in HostInspector.facts(clock) },
        namesOfAddress: { address in ReverseLookup.names(of: address) },
        places: { Places.found(within: LoginSession.isThere ? .everywhere : .media) },
        askPeer: { (address, serverName, startTLS, timeout) throws(PeerError) in
            try TLSPeer.ask(address, serverName: serverName, startTLS: startTLS, timeout: timeout)
        },
        systemTrust: { TrustedBundle.ofSystem() },
        runHook: { hook, variables, seconds in HookProcess.run(hook, variables, seconds: seconds) },
        servePage: { (endpoint, files, seconds) throws(PageFailure) in
            let process = try PageServerProcess(endpoint, files, seconds: seconds)
            return ServedPage(next: { process.next() }, stop: { process.stop() })
        },
        operator: { .current },
        machineID: { MachineID.read() },
        environment: { name in ProcessEnvironment.value(name) },
        currentFolder: {
            guard let folder = getcwd(nil, 0) else { return nil }
            defer { free(folder) }
            return String(cString: folder)
        },
        hasLogin: { LoginSession.isThere })
}
