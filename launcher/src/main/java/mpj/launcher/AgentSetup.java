package mpj.launcher;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import mpj.wireup.ControlLink;
import mpj.wireup.JobSecret;
import mpj.wireup.WireReader;
import mpj.wireup.WireWriter;

/**
 * What an agent reads on its standard input: the only place where the job's secret is told to another host.
 *
 * @param host its number
 * @param hosts how many there are
 * @param silenceMs how long the launcher may be silent
 * @param addresses where the launcher listens, {@code ADDRESS PORT} each
 * @param directory to run programs in that name none
 * @param preload whether files come before the ranks are started
 */
record AgentSetup(
        JobSecret secret,
        int host,
        int hosts,
        long silenceMs,
        List<String> addresses,
        String directory,
        boolean preload,
        HostPlan plan) {
    /** After its length. */
    byte[] encode() {
        WireWriter out = new WireWriter().text(secret.hex()).number(host).number(hosts).number((int) silenceMs);
        out.texts(addresses).text(directory).number(preload ? 1 : 0);
        plan.write(out);
        byte[] body = out.body();
        return ByteBuffer.allocate(Integer.BYTES + body.length).putInt(body.length).put(body).array();
    }

    static AgentSetup decode(InputStream input) throws IOException {
        DataInputStream in = new DataInputStream(input);
        int length = in.readInt();
        if (length < 0 || length > ControlLink.MAX_BODY) {
            throw new IOException("what mpjexec sends is not for an agent");
        }
        byte[] body = new byte[length];
        in.readFully(body);
        WireReader reader = new WireReader(body);
        return new AgentSetup(JobSecret.parse(reader.text()), reader.number(), reader.number(), reader.number(),
                reader.texts(), reader.text(), reader.number() != 0, HostPlan.read(reader));
    }
}
