package mpj.core.coll.algo;

import mpj.core.coll.Blocks;
import mpj.core.datatype.Layout;

/** Elements divided among parts as evenly as can be, the longer shares first. */
record Shares(long elements, int parts, Layout layout) implements Blocks {
    @Override
    public long count(int block) {
        return elements / parts + (block < elements % parts ? 1 : 0);
    }

    @Override
    public long count(int first, int blocks) {
        return start(first + blocks) - start(first);
    }

    @Override
    public long at(int block) {
        return start(block) * layout.extent();
    }

    @Override
    public Layout layout(int block) {
        return layout;
    }

    private long start(int block) {
        return elements / parts * block + Math.min(block, elements % parts);
    }
}
